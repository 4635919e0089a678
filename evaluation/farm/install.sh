#!/usr/bin/env bash
# Installs what the farm makes files with and what it compares: by the names of their packages, on Debian, as root.
# Python packages go into the environment of $PYTHON (python3), libraries of Node into the farm's folder
# ($TARMIM_FARM or ~/.cache/tarmim-farm). Whatever is left out is skipped by the farm, with a line that says so.
set -euo pipefail

python=${PYTHON:-python3}
folder=${TARMIM_FARM:-${XDG_CACHE_HOME:-$HOME/.cache}/tarmim-farm}

"$python" -m pip install --quiet \
  fpdf2==2.8.9 reportlab==5.1.0 arabic-reshaper==3.1.0 python-bidi==0.6.12 weasyprint==70.0 typst==0.15.2 \
  PySide6-Essentials==6.12.0 uharfbuzz==0.57.0 brotli==1.2.1 rapidfuzz==3.14.6 \
  pypdfium2==5.15.2 pdfminer.six==20260107 qalam==0.1.3

mkdir -p "$folder"
npm install --silent --prefix "$folder" pdfkit@0.20.2 jspdf@4.2.1

apt-get update -qq
export DEBIAN_FRONTEND=noninteractive
for packages in \
  "pango1.0-tools" "ghostscript" "mupdf-tools" "poppler-utils" "chromium" "libreoffice-writer" "fop" \
  "tesseract-ocr tesseract-ocr-ara tesseract-ocr-fas tesseract-ocr-urd" \
  "texlive-xetex texlive-luatex texlive-lang-arabic"; do
  # shellcheck disable=SC2086  # several names
  apt-get install -y -qq --no-install-recommends $packages || echo "not to be had: $packages" >&2
done

"$python" -m evaluation.farm.fetch_fonts --folder "$folder"

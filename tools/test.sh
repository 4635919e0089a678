#!/usr/bin/env bash
# Runs the tests as a newcomer would: in a virtual environment of their own, .venv-test.
# PYTHON=python3.12 ./tools/test.sh chooses the interpreter; further arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
venv=.venv-test

# install PACKAGE WHY: by apt, as root or with a sudo that asks nothing; otherwise says what to type.
install() {
  local apt=(apt-get install -y --no-install-recommends "$1")
  if ! command -v apt-get >/dev/null; then
    echo "tools/test.sh: $1 is missing ($2), and this is not Debian: install it by hand" >&2
  elif [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${apt[@]}"
  elif sudo -n true 2>/dev/null; then
    sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive "${apt[@]}"
  else
    echo "tools/test.sh: $1 is missing ($2); type: sudo ${apt[*]}" >&2
  fi
}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "tools/test.sh: Tarmim needs Python 3.11 or later, $("$python" --version 2>&1) is here; set PYTHON" >&2
  exit 1
fi
if ! compgen -G '/usr/share/unicode/BidiTest.txt*' >/dev/null; then
  install unicode-data "the conformance tests of UAX #9 need it" || true
fi
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
  "$python" -c 'import ensurepip' 2>/dev/null || install python3-venv "it makes virtual environments"
  rm -rf "$venv"
  "$python" -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
exec "$venv/bin/python" -m pytest "$@"

// Fontkit shapes each word; words of a line are drawn from the right, as careful users do it.
const fs = require("fs"), PDFDocument = require("pdfkit");
const job = JSON.parse(fs.readFileSync("job.json", "utf8"));
const doc = new PDFDocument({ size: [job.width, job.height], margin: job.margin, info: { CreationDate: new Date(0) } });
doc.pipe(fs.createWriteStream("job.pdf"));
doc.font(job.font).fontSize(job.size);
const bottom = job.height - job.margin - job.leading;
let y = job.margin;
const draw = line => {
  if (y > bottom) { doc.addPage(); y = job.margin; }
  let x = job.width - job.margin;
  for (const word of line) {
    x -= doc.widthOfString(word);
    doc.text(word, x, y, { lineBreak: false });
    x -= doc.widthOfString(" ");
  }
  y += job.leading;
};
for (const paragraph of job.paragraphs) {
  let line = [];
  for (const word of paragraph.split(" ")) {
    const width = doc.widthOfString([...line, word].join(" "));
    if (line.length && width > job.width - 2 * job.margin) { draw(line); line = []; }
    line.push(word);
  }
  draw(line);
  y += job.leading / 2;
}
doc.end();

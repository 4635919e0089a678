// jsPDF puts letters into presentation forms and turns lines itself.
const fs = require("fs"), { jsPDF } = require("jspdf");
const job = JSON.parse(fs.readFileSync("job.json", "utf8"));
const doc = new jsPDF({ unit: "pt", format: [job.width, job.height] });
doc.setCreationDate(new Date(0));
doc.addFileToVFS("first.ttf", fs.readFileSync(job.font).toString("base64"));
doc.addFont("first.ttf", "first", "normal");
doc.setFont("first").setFontSize(job.size);
const bottom = job.height - job.margin;
let y = job.margin + job.size;
for (const paragraph of job.paragraphs) {
  for (const line of doc.splitTextToSize(paragraph, job.width - 2 * job.margin)) {
    if (y > bottom) { doc.addPage(); y = job.margin + job.size; }
    doc.text(line, job.width - job.margin, y, { align: "right" });
    y += job.leading;
  }
  y += job.leading / 2;
}
fs.writeFileSync("job.pdf", Buffer.from(doc.output("arraybuffer")));

// node contract/examples.mjs DOCUMENT: checks each example of an OpenAPI document against the schema beside it.
// Writes {checked, violations} to standard output.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { Contract, encode } from "./contract.mjs";

const [, , path] = process.argv;
const document = JSON.parse(readFileSync(path, "utf8"));
const contract = new Contract(basename(path, ".json"), document);
const report = { checked: 0, violations: [] };

function visit(node, pointer) {
  if (node === null || typeof node !== "object") {
    return;
  }
  if (node.schema !== undefined) {
    for (const example of node.examples ? Object.values(node.examples).map((form) => form.value) : [node.example]) {
      report.checked += 1;
      report.violations.push(...contract.errorsOf(`${pointer}/schema`, example).map((error) => `${pointer}: ${error}`));
    }
    return;
  }
  for (const [name, value] of Object.entries(node)) {
    visit(value, `${pointer}/${encode(name)}`);
  }
}

visit(document.paths, "#/paths");
visit(document.components.responses, "#/components/responses");
visit(document.components.headers, "#/components/headers");
process.stdout.write(JSON.stringify(report));

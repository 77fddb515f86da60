// node contract/validate.mjs RECORDED DOCUMENT...: checks each recorded answer against every document that knows its operation.
// Writes {checked, unknown, missed, violations} to standard output.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { Contract } from "./contract.mjs";

const [, , recorded, ...documents] = process.argv;
const { exchanges } = JSON.parse(readFileSync(recorded, "utf8"));
const contracts = documents.map((path) => new Contract(basename(path, ".json"), JSON.parse(readFileSync(path, "utf8"))));
const report = { checked: {}, unknown: [], missed: {}, violations: [] };

for (const exchange of exchanges) {
  const known = contracts.filter((contract) => contract.knows(exchange));
  if (known.length === 0) {
    report.unknown.push(`${exchange.method} ${exchange.url} (${exchange.status})`);
  }
  for (const contract of known) {
    report.checked[contract.name] = (report.checked[contract.name] ?? 0) + 1;
    report.violations.push(...contract.violationsOf(exchange));
  }
}

for (const contract of contracts) {
  report.missed[contract.name] = contract.missedBy(exchanges);
}

process.stdout.write(JSON.stringify(report));

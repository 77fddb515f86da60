// node webhooks/judge.mjs FILE SECRET: lets both public libraries judge deliveries that were written down ({at, headers, body}, at in seconds), each as if it were that moment.
import { readFileSync } from "node:fs";
import { Webhook as Standard } from "standardwebhooks";
import { Webhook as Svix } from "svix";

const [, , file, secret] = process.argv;
const deliveries = JSON.parse(readFileSync(file, "utf8"));
const now = Date.now;

// The libraries refuse what is older than five minutes by the clock that they ask.
const accepts = (library, delivery, body, at) => {
  Date.now = () => at * 1000;
  try {
    return library.verify(body, delivery.headers).eventType !== undefined;
  } catch {
    return false;
  } finally {
    Date.now = now;
  }
};

const report = {};
for (const [name, library] of [["standardwebhooks", new Standard(secret)], ["svix", new Svix(secret)]]) {
  const count = (judge) => deliveries.filter(judge).length;
  report[name] = {
    verified: count((delivery) => accepts(library, delivery, delivery.body, delivery.at)),
    tampered: count((delivery) => accepts(library, delivery, delivery.body.replace("eventType", "eventtype"), delivery.at)),
    late: count((delivery) => accepts(library, delivery, delivery.body, delivery.at + 3600)),
  };
}
console.log(JSON.stringify(report));

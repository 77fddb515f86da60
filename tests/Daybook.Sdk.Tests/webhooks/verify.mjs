// node webhooks/verify.mjs SERVER KEY: takes the server's deliveries and lets both public libraries judge each, as sent and tampered with.
import { createServer } from "node:http";
import { Webhook as Standard } from "standardwebhooks";
import { Webhook as Svix } from "svix";

const [, , server, key] = process.argv;
const wanted = ["company.created", "connection.created", "connection.connected"];
const deliveries = [];
const receiver = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    deliveries.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.end();
  });
});
await new Promise((ready) => receiver.listen(0, "127.0.0.1", ready));

async function call(method, path, body) {
  const answer = await fetch(server + path, {
    method,
    headers: { authorization: `Basic ${Buffer.from(key).toString("base64")}`, "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

const consumer = await call("POST", "/webhooks", { url: `http://127.0.0.1:${receiver.address().port}/hook`, eventTypes: wanted });
const { secret } = await call("GET", `/webhooks/${consumer.id}/secret`);
await call("POST", "/meta/companies/sync", { name: "Ünïcode & Söhne" });
while (deliveries.length < wanted.length) {
  await new Promise((later) => setTimeout(later, 50));
}

const accepts = (library, delivery, body) => {
  try {
    return library.verify(body, delivery.headers).eventType !== undefined;
  } catch {
    return false;
  }
};
const report = { standardwebhooks: { verified: 0, tampered: 0 }, svix: { verified: 0, tampered: 0 }, types: deliveries.map((delivery) => JSON.parse(delivery.body).eventType) };
for (const [name, library] of [["standardwebhooks", new Standard(secret)], ["svix", new Svix(secret)]]) {
  for (const delivery of deliveries) {
    report[name].verified += accepts(library, delivery, delivery.body) ? 1 : 0;
    report[name].tampered += accepts(library, delivery, delivery.body.replace("Söhne", "Sohne")) ? 1 : 0;
  }
}
console.log(JSON.stringify(report));
process.exit(0);

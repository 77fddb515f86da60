// Stands between the SDKs and the server, passes everything through as it is, and remembers it.
import http from "node:http";
import { currentStep } from "./steps.mjs";

export const exchanges = [];

function collected(stream) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => resolve(Buffer.concat(chunks)));
    stream.on("error", reject);
  });
}

async function pass(request, response, server) {
  const step = currentStep();
  const sent = await collected(request);
  const onward = http.request(server, { method: request.method, path: request.url, headers: request.headers });
  const answered = new Promise((resolve, reject) => onward.on("response", resolve).on("error", reject));
  onward.end(sent);
  const answer = await answered;
  const body = await collected(answer);
  exchanges.push({
    step,
    client: request.headers["user-agent"] ?? "",
    method: request.method,
    url: request.url,
    sent: sent.toString("utf8"),
    status: answer.statusCode,
    headers: answer.headers,
    body: body.toString("utf8"),
  });
  response.writeHead(answer.statusCode, answer.headers);
  response.end(body);
}

/** Starts the recorder; gives the address that clients are to use. */
export async function record(server) {
  const recorder = http.createServer((request, response) => {
    pass(request, response, server).catch((fault) => response.destroy(fault));
  });
  await new Promise((resolve) => recorder.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${recorder.address().port}`;
}

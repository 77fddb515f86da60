import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { isAdded, isReshaped } from "./superseded.mjs";

// Dates and times are documented with and without a zone, and with up to seven digits of a fraction.
const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const methods = new Set(["get", "post", "put", "patch", "delete"]);
const data = new Set(["example", "examples", "default", "enum", "const"]);

/** What older documents say with `nullable`, in words of JSON Schema. */
function translated(node) {
  if (Array.isArray(node)) {
    return node.map(translated);
  }
  if (node === null || typeof node !== "object") {
    return node;
  }
  const copy = {};
  for (const [name, value] of Object.entries(node)) {
    copy[name] = data.has(name) && typeof node.properties !== "object" ? value : translated(value);
  }
  if (node.nullable !== true) {
    return copy;
  }
  delete copy.nullable;
  return typeof copy.type === "string" && copy.enum === undefined ? { ...copy, type: [copy.type, "null"] } : { anyOf: [copy, { type: "null" }] };
}

const told = (error) => `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`;

/** A name as a part of a pointer. */
export const encode = (text) => text.replaceAll("~", "~0").replaceAll("/", "~1");

/** Objects without what is not written down. */
function closed(node) {
  if (node === null || typeof node !== "object") {
    return node;
  }
  const copy = Array.isArray(node) ? node.map(closed) : Object.fromEntries(Object.entries(node).map(([name, value]) => [name, data.has(name) ? value : closed(value)]));
  return node.type === "object" && node.properties !== undefined && node.additionalProperties === undefined ? { ...copy, additionalProperties: false } : copy;
}

/** One OpenAPI document, as the judge of answers; its own author's document must tell everything. */
export class Contract {
  #ajv;
  #operations;
  #compiled = new Map();

  constructor(name, document) {
    this.name = name;
    this.document = document;
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, logger: false });
    addFormats(this.#ajv);
    this.#ajv.addFormat("date-time", moment);
    this.#ajv.addFormat("guid", this.#ajv.formats.uuid);
    this.#ajv.addFormat("url", this.#ajv.formats.uri);
    this.#ajv.addFormat("decimal", true);
    this.isOwn = name === "daybook";
    this.#ajv.addSchema(this.isOwn ? closed(document) : translated(document), "contract");
    this.#operations = Object.keys(document.paths).map((path) => ({ path, segments: path.split("/") }));
  }

  /** The operations that none of the exchanges has gone well with. */
  missedBy(exchanges) {
    const met = new Set(exchanges.filter((one) => one.status < 400 && this.knows(one)).map((one) => `${one.method} ${this.#find(one).path}`));
    const all = Object.entries(this.document.paths).flatMap(([path, item]) => Object.keys(item).filter((name) => methods.has(name)).map((name) => `${name.toUpperCase()} ${path}`));
    return all.filter((operation) => !met.has(operation));
  }

  knows(exchange) {
    return this.#find(exchange) !== undefined;
  }

  violationsOf(exchange) {
    const operation = this.#find(exchange);
    const where = `${this.name}: ${exchange.method} ${operation.path} answered ${exchange.status} (${exchange.step})`;
    if (isReshaped(this.name, `${exchange.method} ${operation.path}`)) {
      return [];
    }
    const answers = this.document.paths[operation.path][exchange.method.toLowerCase()].responses;
    const status = String(exchange.status);
    const answer = answers[status];
    if (answer === undefined) {
      // The documents leave faults out here and there; what they all share is the body.
      return exchange.status < 400 || this.isOwn ? [`${where}: the status is not documented`] : [];
    }
    const pointer = this.#resolve(answer, `#/paths/${encode(operation.path)}/${exchange.method.toLowerCase()}/responses/${status}`);
    const content = pointer.value.content?.["application/json"];
    if (content?.schema === undefined) {
      return [];
    }
    if (!/^application\/json\b/.test(exchange.headers["content-type"] ?? "")) {
      return exchange.status === 204 && exchange.body === "" ? [] : [`${where}: content type ${exchange.headers["content-type"]}`];
    }
    const check = this.#compile(`${pointer.path}/content/application~1json/schema`);
    return check(JSON.parse(exchange.body)) ? [] : check.errors.filter((error) => !isAdded(this.name, error)).map((error) => `${where}: ${told(error)}`);
  }

  /** The errors of a value against what a pointer into the document leads to. */
  errorsOf(pointer, value) {
    const check = this.#compile(pointer);
    return check(value) ? [] : check.errors.map(told);
  }

  #resolve(value, path) {
    if (value.$ref === undefined) {
      return { value, path };
    }
    const target = value.$ref.slice(2).split("/").reduce((node, name) => node[name.replaceAll("~1", "/").replaceAll("~0", "~")], this.document);
    return this.#resolve(target, value.$ref);
  }

  #compile(pointer) {
    if (!this.#compiled.has(pointer)) {
      this.#compiled.set(pointer, this.#ajv.compile({ $ref: `contract${encodeURI(pointer)}` }));
    }
    return this.#compiled.get(pointer);
  }

  /** The operation with the most literal path. */
  #find({ method, url }) {
    const segments = url.split("?")[0].split("/");
    const fits = this.#operations.filter(
      (one) =>
        one.segments.length === segments.length &&
        this.document.paths[one.path][method.toLowerCase()] !== undefined &&
        one.segments.every((segment, i) => segment.startsWith("{") || segment === segments[i]),
    );
    return fits.sort((a, b) => a.path.split("{").length - b.path.split("{").length)[0];
  }
}

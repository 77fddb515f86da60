// The official SDKs as anyone would set them up: an address and a key, nothing else.
import accounting from "@codat/accounting";
import commerce from "@codat/commerce";
import common from "@codat/common";
import platform from "@codat/platform";
import today from "@codat/sync-for-commerce";
import first from "@codat/sync-for-commerce-version-1";

export const authHeaderOf = (key) => `Basic ${Buffer.from(key).toString("base64")}`;

export function connect(serverURL, key) {
  const authHeader = authHeaderOf(key);
  const security = { authHeader };
  return {
    sync: new today.CodatSyncCommerce({ serverURL, authHeader }),
    platform: new platform.CodatPlatform({ serverURL, authHeader }),
    first: new first.CodatSyncCommerce({ serverURL, security }),
    common: new common.CodatCommon({ serverURL, security }),
    commerce: new commerce.CodatCommerce({ serverURL, security }),
    accounting: new accounting.CodatAccounting({ serverURL, security }),
    raw: (method, path, body, headers = {}) => send(serverURL, authHeader, method, path, body, headers),
  };
}

/** What no SDK can send: pushes, and a configuration with a body. */
async function send(serverURL, authorization, method, path, body, headers) {
  const response = await fetch(serverURL + path, {
    method,
    headers: { authorization, "user-agent": "plain http", ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

/** The older SDKs don't throw: they give the status and, under a name of its own, what they read. */
export function answered(response, member, status = 200) {
  if (response.statusCode !== status) {
    throw new Error(`answered ${response.statusCode} instead of ${status}: ${JSON.stringify(response.errorMessage ?? response.rawResponse?.data ?? null)}`);
  }
  if (member === undefined) {
    return undefined;
  }
  if (response[member] === undefined || response[member] === null) {
    throw new Error(`the SDK read no ${member} from ${JSON.stringify(response.rawResponse?.data ?? null)}`);
  }
  return response[member];
}

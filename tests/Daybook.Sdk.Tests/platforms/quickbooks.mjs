// node platforms/quickbooks.mjs STAND-IN REALM CLIENT SECRET: the official OAuth library and the client that most people use read all that stands in the books, and write there themselves.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const OAuthClient = require("intuit-oauth");
const QuickBooks = require("node-quickbooks");
const [, , standIn, realm, clientId, clientSecret] = process.argv;

const oauth = new OAuthClient({ clientId, clientSecret, environment: "sandbox", redirectUri: "http://localhost/back" });
oauth.setAuthorizeURLs({
  authorizeEndpoint: `${standIn}/connect/oauth2`,
  tokenEndpoint: `${standIn}/oauth2/v1/tokens/bearer`,
  revokeEndpoint: `${standIn}/v2/oauth2/tokens/revoke`,
  userInfoEndpoint: `${standIn}/userinfo`,
});
const page = oauth.authorizeUri({ scope: [OAuthClient.scopes.Accounting], state: "state" });
const asked = new URL(page).searchParams;
const consented = await fetch(page, {
  method: "POST",
  redirect: "manual",
  body: new URLSearchParams({ redirect_uri: asked.get("redirect_uri"), state: asked.get("state"), organisation: realm, allow: "yes" }),
});
await oauth.createToken(consented.headers.get("location"));
const tokens = (await oauth.refresh()).getJson();

QuickBooks.V3_ENDPOINT_BASE_URL = `${standIn}/v3/company/`;
const books = new QuickBooks(clientId, clientSecret, tokens.access_token, false, oauth.getToken().realmId, true, false, null, "2.0", tokens.refresh_token);
const ask = (name, ...given) =>
  new Promise((done, failed) => books[name](...given, (error, answer) => (error ? failed(new Error(`${name}: ${JSON.stringify(error.response?.data ?? error)}`)) : done(answer))));

const report = { realm: oauth.getToken().realmId, company: (await ask("getCompanyInfo", realm)).CompanyName, read: {}, documents: [] };
const lists = ["Account", "Customer", "Vendor", "Item", "TaxCode", "TaxRate", "Invoice", "CreditMemo", "Payment", "Bill", "VendorCredit", "BillPayment", "JournalEntry", "Transfer"];
for (const entity of lists) {
  const plural = entity === "JournalEntry" ? "JournalEntries" : `${entity}s`;
  const found = (await ask(`find${plural}`, { fetchAll: true })).QueryResponse[entity] ?? [];
  report.read[entity] = found.length;
  for (const one of found.filter((document) => document.TxnDate)) {
    const again = await ask(`get${entity}`, one.Id);
    report.documents.push({ entity, number: again.DocNumber ?? again.PaymentRefNum ?? null, total: again.TotalAmt ?? again.Amount, note: again.PrivateNote });
  }
}
report.balance = (await ask("reportTrialBalance", {})).Rows.Row.filter((row) => row.ColData).map((row) => row.ColData.map((cell) => cell.value));

const customer = (await ask("findCustomers", { DisplayName: "Adam's Candy Shop" })).QueryResponse.Customer[0];
const item = (await ask("findItems", {})).QueryResponse.Item[0];
const codes = (await ask("findTaxCodes", {})).QueryResponse.TaxCode;
const invoice = await ask("createInvoice", {
  CustomerRef: { value: customer.Id },
  GlobalTaxCalculation: "TaxExcluded",
  Line: [{ Amount: 10, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: item.Id }, TaxCodeRef: { value: codes.find((code) => code.Name === "20.0% S").Id } } }],
});
const payment = await ask("createPayment", { CustomerRef: { value: customer.Id }, TotalAmt: 12, Line: [{ Amount: 12, LinkedTxn: [{ TxnId: invoice.Id, TxnType: "Invoice" }] }] });
report.created = { total: invoice.TotalAmt, left: (await ask("getInvoice", invoice.Id)).Balance, unapplied: payment.UnappliedAmt };
await oauth.revoke({ refresh_token: tokens.refresh_token });
report.closed = await ask("getInvoice", invoice.Id).then(() => false, () => true);
console.log(JSON.stringify(report));

// node platforms/xero.mjs STAND-IN ORGANISATION CLIENT SECRET SCOPE: the official client reads all that stands in the books, and writes an invoice and its payment there itself.
import { XeroClient } from "xero-node";

const [, , standIn, tenant, clientId, clientSecret, scope] = process.argv;

// The client finds its issuer"s addresses at Xero alone: consent and token are asked for without it.
const back = "http://localhost/back";
const consent = new URL(`${standIn}/identity/connect/authorize`);
consent.search = new URLSearchParams({ response_type: "code", client_id: clientId, redirect_uri: back, scope, state: "state" });
const consented = await fetch(consent, { method: "POST", redirect: "manual", body: new URLSearchParams({ redirect_uri: back, state: "state", scope, organisation: tenant, allow: "yes" }) });
const code = new URL(consented.headers.get("location")).searchParams.get("code");
const exchanged = await fetch(`${standIn}/identity/connect/token`, {
  method: "POST",
  headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
  body: new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: back }),
});

const xero = new XeroClient();
xero.setTokenSet(await exchanged.json());
const books = xero.accountingApi;
books.basePath = `${standIn}/api.xro/2.0`;

const accounts = (await books.getAccounts(tenant)).body.accounts;
const rates = (await books.getTaxRates(tenant)).body.taxRates;
const contacts = (await books.getContacts(tenant)).body.contacts;
const organisation = (await books.getOrganisations(tenant)).body.organisations[0];
const find = (name) => accounts.find((account) => account.name === name);
const made = (await books.createInvoices(tenant, {
  invoices: [{
    type: "ACCREC", status: "AUTHORISED", contact: { contactID: contacts[0].contactID }, date: "2026-11-20", dueDate: "2026-11-20", invoiceNumber: "SDK-1", lineAmountTypes: "Exclusive",
    lineItems: [{ description: "By the client", quantity: 2, unitAmount: 50, accountID: find("Sales").accountID, taxType: rates.find((rate) => rate.displayTaxRate === 20 && rate.canApplyToRevenue).taxType }],
  }],
})).body.invoices[0];
const payment = (await books.createPayment(tenant, { invoice: { invoiceID: made.invoiceID }, account: { accountID: find("Cash").accountID }, date: "2026-11-20", amount: 120 })).body.payments[0];
const read = (await books.getInvoice(tenant, made.invoiceID)).body.invoices[0];
const lists = {
  invoices: (await books.getInvoices(tenant)).body.invoices,
  creditNotes: (await books.getCreditNotes(tenant)).body.creditNotes,
  payments: (await books.getPayments(tenant)).body.payments,
  bankTransactions: (await books.getBankTransactions(tenant)).body.bankTransactions,
  manualJournals: (await books.getManualJournals(tenant)).body.manualJournals,
};
console.log(JSON.stringify({
  organisation: organisation.name,
  accounts: accounts.length,
  rates: rates.length,
  contacts: contacts.map((contact) => contact.name),
  invoice: { total: made.total, totalTax: made.totalTax, status: read.status, amountDue: read.amountDue, date: read.date },
  payment: { amount: payment.amount, status: payment.status },
  numbers: lists.invoices.map((invoice) => invoice.invoiceNumber),
  creditNotes: lists.creditNotes.map((note) => note.total),
  payments: lists.payments.map((one) => one.amount),
  bankTransactions: lists.bankTransactions.length,
  journals: lists.manualJournals.map((journal) => journal.narration),
}));

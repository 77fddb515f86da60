import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";

export async function accounting({ accounting: books, first }, { ids }) {
  const where = () => ({ companyId: ids.company, connectionId: ids.books });
  const account = (name) => ({ name, fullyQualifiedCategory: "Income.Sales", type: "Income", currency: "GBP", status: "Active" });
  await step("accounting lists the accounts of the books, page by page", async () => {
    const page = answered(await books.accounts.list({ companyId: ids.company, page: 1, pageSize: 5, orderBy: "name" }), "accounts");
    assert.equal(page.results.length, 5);
    ids.account = page.results[0].id;
  });
  await step("accounting reads one account", async () => {
    assert.equal(answered(await books.accounts.get({ companyId: ids.company, accountId: ids.account }), "account").id, ids.account);
  });
  await step("accounting creates an account in the books", async () => {
    const operation = answered(await books.accounts.create({ ...where(), account: account("income:sales:Tea") }), "createAccountResponse");
    assert.equal(operation.status, "Success");
    assert.equal(operation.data.name, "income:sales:Tea");
  });
  await step("accounting finds the new account by a query", async () => {
    const page = answered(await books.accounts.list({ companyId: ids.company, page: 1, pageSize: 5, query: "name~Tea" }), "accounts");
    assert.equal(page.totalResults, 1);
  });
  await step("accounting lists the bank accounts and reads one", async () => {
    const page = answered(await books.bankAccounts.list({ ...where(), page: 1, pageSize: 100 }), "bankAccounts");
    assert.ok(page.results.length > 0);
    answered(await books.bankAccounts.get({ ...where(), accountId: page.results[0].id }), "bankAccount");
  });
  await step("accounting reads and refreshes the company's info", async () => {
    answered(await books.companyInfo.get({ companyId: ids.company }), "companyDataset");
    answered(await books.companyInfo.refresh({ companyId: ids.company }), "dataset");
  });
  await step("version 1 lists, reads and creates accounts", async () => {
    answered(await first.accountingAccounts.listAccountingAccounts({ companyId: ids.company, page: 1, pageSize: 100 }), "accountingAccounts");
    answered(await first.accountingAccounts.getAccountingAccount({ companyId: ids.company, accountId: ids.account }), "accountingAccount");
    answered(await first.accountingAccounts.createAccountingAccount({ ...where(), accountPrototype: account("income:sales:Coffee") }), "accountingCreateAccountResponse");
  });
  await step("version 1 lists the bank accounts and reads and refreshes the company's info", async () => {
    answered(await first.accountingBankAccounts.listAccountingBankAccounts({ ...where(), page: 1, pageSize: 100 }), "accountingBankAccounts");
    answered(await first.accountingCompanyInfo.getAccountingCompanyInfo({ companyId: ids.company }), "accountingCompanyDataset");
    answered(await first.accountingCompanyInfo.refresh({ companyId: ids.company }), "dataset");
  });
}

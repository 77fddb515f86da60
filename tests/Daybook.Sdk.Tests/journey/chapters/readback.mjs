import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";
import { count, orderId, paymentId } from "../shop.mjs";

export async function readBack({ commerce, first }, { ids }) {
  const where = () => ({ companyId: ids.company, connectionId: ids.commerce });
  const all = () => ({ ...where(), page: 1, pageSize: 100 });
  await step("commerce lists the orders in the order of their change, page by page", async () => {
    const pages = [1, 2, 3, 4].map(async (page) => answered(await commerce.orders.list({ ...where(), page, pageSize: 5, orderBy: "-modifiedDate,id" }), "orders"));
    const read = await Promise.all(pages);
    assert.deepEqual(read.map((page) => page.results?.length ?? 0), [5, 5, 2, 0]);
    assert.ok(read.every((page) => page.totalResults === count));
    assert.equal(new Set(read.flatMap((page) => (page.results ?? []).map((order) => order.id))).size, count);
    assert.ok(read[0].links.next.href.includes("orderBy"));
  });
  await step("commerce finds orders by a query of several conditions", async () => {
    const query = "{createdDate>=2026-11-06T00:00:00Z && createdDate<2026-11-09}||orderNumber=1012";
    const page = answered(await commerce.orders.list({ ...where(), page: 1, pageSize: 100, query, orderBy: "createdDate" }), "orders");
    assert.deepEqual(page.results.map((order) => order.orderNumber), ["1002", "1003", "1004", "1012"]);
  });
  await step("commerce finds orders by a sub-property and by a part of a text", async () => {
    assert.equal(answered(await commerce.orders.list({ ...all(), query: "locationRef.id=high-street&&totalGratuity>1" }), "orders").totalResults, 4);
    assert.equal(answered(await commerce.orders.list({ ...all(), query: "orderNumber~101" }), "orders").totalResults, 3);
  });
  await step("commerce reads an order whose id has slashes", async () => {
    const order = answered(await commerce.orders.get({ ...where(), orderId: orderId(5) }), "order");
    assert.deepEqual([order.id, Number(order.totalAmount), order.orderLineItems.length], [orderId(5), 24, 1]);
  });
  await step("commerce lists and reads payments", async () => {
    assert.equal(answered(await commerce.payments.list({ ...all(), query: "amount>24" }), "payments").totalResults, 4);
    assert.equal(answered(await commerce.payments.get({ ...where(), paymentId: paymentId(3) }), "payment").id, paymentId(3));
  });
  await step("commerce lists and reads transactions", async () => {
    assert.equal(answered(await commerce.transactions.list({ ...all(), query: "type=PaymentFee" }), "transactions").totalResults, count);
    assert.equal(answered(await commerce.transactions.list(all()), "transactions").totalResults, 2 * count);
    assert.equal(answered(await commerce.transactions.get({ ...where(), transactionId: paymentId(3) }), "transaction").id, paymentId(3));
  });
  await step("commerce lists and reads products and their categories", async () => {
    assert.equal(answered(await commerce.products.list(all()), "products").totalResults, 2);
    assert.equal(answered(await commerce.products.get({ ...where(), productId: "gid://shop/Product/1" }), "product").name, "Tea");
    assert.equal(answered(await commerce.products.listCategories(all()), "productCategories").totalResults, 2);
    assert.equal(answered(await commerce.products.getCategory({ ...where(), productId: "food" }), "productCategory").name, "Food");
  });
  await step("commerce lists and reads locations", async () => {
    assert.equal(answered(await commerce.locations.list(all()), "locations").totalResults, 1);
    assert.equal(answered(await commerce.locations.get({ ...where(), locationId: "high-street" }), "location").name, "High Street");
  });
  await step("commerce lists and reads payment methods", async () => {
    assert.equal(answered(await commerce.payments.listMethods(all()), "paymentMethods").totalResults, 1);
    assert.equal(answered(await commerce.payments.getMethod({ ...where(), paymentMethodId: "pm-card" }), "paymentMethod").name, "Card machine");
  });
  await step("commerce lists and reads tax components", async () => {
    assert.equal(answered(await commerce.taxComponents.list(all()), "taxComponents").totalResults, 1);
    assert.equal(answered(await commerce.taxComponents.get({ ...where(), taxId: "vat-20" }), "taxComponent").name, "VAT");
  });
  await step("commerce lists and reads customers", async () => {
    assert.equal(answered(await commerce.customers.list(all()), "customers").totalResults, 1);
    assert.equal(answered(await commerce.customers.get({ ...where(), customerId: "c-1" }), "customer").customerName, "Ada");
  });
  await step("commerce lists the disputes, of which there are none", async () => {
    assert.equal(answered(await commerce.disputes.list(all()), "disputes").totalResults, 0);
  });
  await step("commerce reads the company's info", async () => {
    assert.equal(answered(await commerce.companyInfo.get(where()), "companyInfo").companyName, "Corner shop");
  });
  await step("version 1 lists and reads orders, payments and transactions", async () => {
    assert.equal(answered(await first.commerceOrders.listCommerceOrders({ ...all(), query: "id!=x", orderBy: "-createdDate" }), "commerceOrders").totalResults, count);
    answered(await first.commerceOrders.getCommerceOrder({ ...where(), orderId: orderId(1) }), "commerceOrder");
    answered(await first.commercePayments.listCommercePayments(all()), "commercePayments");
    answered(await first.commercePayments.getCommercePayment({ ...where(), paymentId: paymentId(1) }), "commercePayment");
    answered(await first.commerceTransactions.listCommerceTransactions(all()), "commerceTransactions");
    answered(await first.commerceTransactions.getCommerceTransaction({ ...where(), transactionId: paymentId(1) }), "commerceTransaction");
  });
  await step("version 1 lists and reads products, locations, payment methods, customers and the company's info", async () => {
    answered(await first.commerceProducts.listCommerceProducts(all()), "commerceProducts");
    answered(await first.commerceProducts.getCommerceProduct({ ...where(), productId: "card-25" }), "commerceProduct");
    answered(await first.commerceLocations.listCommerceLocations(all()), "commerceLocations");
    answered(await first.commerceLocations.getCommerceLocation({ ...where(), locationId: "high-street" }), "commerceLocation");
    answered(await first.commercePayments.listMethods(all()), "commercePaymentMethods");
    answered(await first.commercePayments.getMethod({ ...where(), paymentMethodId: "pm-card" }), "commercePaymentMethod");
    answered(await first.commerceCustomers.listCommerceCustomers(all()), "commerceCustomers");
    answered(await first.commerceCustomers.getCommerceCustomer({ ...where(), customerId: "c-1" }), "commerceCustomer");
    answered(await first.commerceCompanyInfo.getCommerceCompanyInfo(where()), "commerceCompanyInfo");
  });
}

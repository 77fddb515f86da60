// What the shop sells and how it is paid. Ids as shops have them: also with slashes.
export const catalogue = {
  productCategories: [{ id: "food", name: "Food" }, { id: "gifts", name: "Gifts" }],
  products: [
    { id: "gid://shop/Product/1", name: "Tea", isGiftCard: false, categorization: "food", variants: [{ id: "v1", name: "Loose", prices: [{ currency: "GBP", unitPrice: 10 }], status: "Published" }] },
    { id: "card-25", name: "Gift card", isGiftCard: true, description: "Worth 25" },
  ],
  locations: [{ id: "high-street", name: "High Street", address: { type: "Unknown", line1: "1 High Street", country: "GB" } }],
  paymentMethods: [{ id: "pm-card", name: "Card machine", status: "Active" }],
  taxComponents: [{ id: "vat-20", name: "VAT", rate: 0.2 }],
};

export const customers = [{ id: "c-1", customerName: "Ada", emailAddress: "ada@example.com", defaultCurrency: "GBP" }];

export const orderId = (number) => `gid://shop/Order/${number}`;
export const paymentId = (number) => `0944-${number}`;
export const count = 12;

const numbers = Array.from({ length: count }, (_, i) => i + 1);
const at = (number) => `2026-11-${String(number + 4).padStart(2, "0")}T11:30:00Z`;

/** Two teas at 12.00 with 20% tax, and a tip with every third order. */
export const orders = () =>
  numbers.map((number) => ({
    id: orderId(number),
    orderNumber: `${1000 + number}`,
    country: "GB ",
    currency: "GBP",
    createdDate: at(number),
    closedDate: at(number),
    sourceModifiedDate: at(number),
    totalAmount: 24,
    totalTaxAmount: 4,
    totalDiscount: 0,
    totalRefund: 0,
    totalGratuity: number % 3 === 0 ? 1.5 : 0,
    locationRef: { id: "high-street", name: "High Street" },
    customerRef: { id: "c-1", name: "Ada" },
    orderLineItems: [
      {
        id: `l-${number}`,
        quantity: 2,
        unitPrice: 10,
        taxPercentage: 20,
        totalTaxAmount: 4,
        totalAmount: 24,
        discountAllocations: [],
        productRef: { id: "gid://shop/Product/1", name: "Tea" },
      },
    ],
    payments: [],
    serviceCharges: [],
  }));

const paid = (number) => 24 + (number % 3 === 0 ? 1.5 : 0);

export const payments = () =>
  numbers.map((number) => ({
    id: paymentId(number),
    amount: paid(number),
    currency: "GBP",
    type: "Card",
    status: "Paid",
    createdDate: at(number),
    dueDate: at(number),
    sourceModifiedDate: at(number),
  }));

/** A payment and its fee share an id. */
export const transactions = () =>
  numbers.flatMap((number) => [
    transaction(number, "Payment", paid(number), { id: orderId(number), type: "Order" }),
    transaction(number, "PaymentFee", -0.49, { id: paymentId(number), type: "Payment" }),
  ]);

const transaction = (number, type, totalAmount, transactionSourceRef) => ({
  id: paymentId(number),
  type,
  totalAmount,
  currency: "GBP",
  transactionSourceRef,
  createdDate: at(number),
  sourceModifiedDate: at(number),
});

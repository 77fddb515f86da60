// Where two generations' schemas exclude each other, today's (v2) counts. Nothing else is forgiven.

/** Answers that have another shape altogether in today's generation. */
const configuration = ["GET /config/companies/{companyId}/sync/commerce", "POST /config/companies/{companyId}/sync/commerce"];
const reshaped = {
  "sync-commerce-2023-03-push": configuration,
  "sync-commerce-v1": configuration,
};

/** Members that later generations added to shapes that the older one closed. */
const added = {
  "sync-commerce-2023-03-push": ["integrationKey", "tags", "description"],
  "sync-commerce-v1": ["syncId"],
};

export const isReshaped = (document, operation) => reshaped[document]?.includes(operation) ?? false;

export const isAdded = (document, error) => error.keyword === "additionalProperties" && (added[document]?.includes(error.params.additionalProperty) ?? false);

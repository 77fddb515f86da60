// A step is one named thing that must go well. A later step goes on where an earlier one failed, and fails by itself where it needs it.

// The SDKs try a server's fault again for an hour: whoever waits that long has failed.
const limit = 20_000;
const results = [];
let current = "";

export const currentStep = () => current;

export const outcomes = () => results;

function timeLimit() {
  let timer;
  const passed = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limit / 1000} s; the SDKs repeat what a server answers with 5xx`)), limit);
  });
  return { passed, stop: () => clearTimeout(timer) };
}

function told(fault) {
  const parts = [`${fault?.constructor?.name ?? "fault"}: ${fault?.message ?? fault}`];
  for (const detail of ["rawValue", "body", "cause"]) {
    if (fault?.[detail] !== undefined) {
      parts.push(`${detail}: ${typeof fault[detail] === "string" ? fault[detail] : JSON.stringify(fault[detail])}`);
    }
  }
  return parts.join("\n").slice(0, 4000);
}

export async function step(name, work) {
  current = name;
  const time = timeLimit();
  try {
    await Promise.race([work(), time.passed]);
    results.push({ name, ok: true });
  } catch (fault) {
    results.push({ name, ok: false, error: told(fault) });
  } finally {
    time.stop();
  }
}

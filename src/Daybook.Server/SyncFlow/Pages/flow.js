// A field above each long list that shows only what matches. Without this script the lists are whole, and all else works the same.
for (const list of document.querySelectorAll("select[data-search]")) {
  const options = [...list.options];
  if (options.length <= 60) continue;

  const field = document.createElement("input");
  field.type = "search";
  field.className = "search";
  field.autocomplete = "off";
  field.setAttribute("aria-label", list.dataset.search);
  field.placeholder = list.dataset.search;
  const told = document.createElement("p");
  told.className = "hint";
  told.setAttribute("role", "status");
  list.before(field, told);

  // Some browsers show hidden options all the same: what does not match is taken out, and put back in its place.
  const groups = [...list.children].map(child => ({ child, options: child.tagName === "OPTGROUP" ? [...child.children] : null }));
  const texts = new Map(options.map(option => [option, plain(option.textContent)]));
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/);
    const chosen = list.value;
    const matches = option => words.every(word => texts.get(option).includes(word));
    const stays = option => option.value === "" || option.value === chosen || matches(option);
    for (const { child, options } of groups) options && child.replaceChildren(...options.filter(stays));
    list.replaceChildren(...groups.filter(({ child, options }) => options ? child.children.length > 0 : stays(child)).map(({ child }) => child));
    list.value = chosen;
    told.textContent = options.some(option => option.value !== "" && matches(option)) ? "" : list.dataset.none;
  });
  field.addEventListener("keydown", event => {
    if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      list.focus();
    }
  });
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

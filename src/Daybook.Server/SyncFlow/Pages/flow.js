// A field above each long list that shows only what matches. Without this script the lists are whole, and all else works the same.
for (const list of document.querySelectorAll("select[data-search]")) {
  const options = [...list.options];
  if (options.length <= 20) continue;

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

  const places = options.map(option => ({ option, parent: option.parentNode, text: plain(option.textContent) }));
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/);
    let shown = 0;
    for (const { option, parent, text } of places) {
      const matches = option.value === "" || option.selected || words.every(word => text.includes(word));
      if (matches) {
        parent.append(option);
        if (option.value !== "" && words.every(word => text.includes(word))) shown++;
      } else {
        option.remove();
      }
    }
    for (const group of list.querySelectorAll("optgroup")) group.hidden = group.children.length === 0;
    told.textContent = shown === 0 ? list.dataset.none : "";
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

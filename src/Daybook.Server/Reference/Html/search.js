"use strict";

const search = document.getElementById("search");
const found = document.getElementById("found");
const articles = [...document.querySelectorAll("article")].map((element) => ({ element, text: element.textContent.toLowerCase() }));
const links = new Map([...document.querySelectorAll("nav li")].map((item) => [item.firstElementChild.hash.slice(1), item]));

search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const chapter of document.querySelectorAll("nav details")) {
    chapter.open = words.length > 0;
  }
  let count = 0;
  for (const { element, text } of articles) {
    const fits = words.every((word) => text.includes(word));
    element.hidden = !fits;
    const link = links.get(element.id);
    if (link) {
      link.hidden = !fits;
    }
    count += fits ? 1 : 0;
  }
  found.textContent = words.length === 0 ? "" : `${count} found`;
});

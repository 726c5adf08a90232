// Shows an SVG element of ours in the page: parsed as XML, without scripts, without attributes that
// run something, and with links to pages of the app alone.
export default function ({ parentElement, data }) {
  const box = parentElement.querySelector(".ev-picture");
  const read = new DOMParser().parseFromString(data.svg, "image/svg+xml");
  if (!box || read.querySelector("parsererror")) return;
  for (const part of read.querySelectorAll("*")) {
    if (/^(script|foreignobject|iframe|image|use|animate|set)$/i.test(part.localName)) {
      part.remove();
    }
    for (const { name, value } of [...part.attributes]) {
      const away = /href$/i.test(name) && !/^[/#?](?!\/)/.test(value);
      if (/^on/i.test(name) || away) part.removeAttribute(name);
    }
  }
  box.replaceChildren(document.importNode(read.documentElement, true));
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", data.label);
}

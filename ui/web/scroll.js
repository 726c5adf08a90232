// Brings the first element that matches `selector` into view, once it is there; it looks for two
// seconds. `block` is where it goes in the window: "start" or "center".
function bringIntoView(selector, block, left = 40) {
  const place = document.querySelector(selector);
  if (place) {
    place.scrollIntoView({ block });
  } else if (left > 0) {
    setTimeout(() => bringIntoView(selector, block, left - 1), 50);
  }
}

// Puts the choices in an order that hangs on the card and the day alone, so that both sides agree.
// The day turns at four in the morning, as Anki's does. Without scripts the order stays the file's.
(function () {
  var card = document.querySelector("[data-shuffle]");
  var list = card && card.querySelector("ol.choices");
  if (!list || !Math.imul) { return; }
  var day = new Date(Date.now() - 4 * 3600 * 1000).toDateString();
  var text = card.getAttribute("data-shuffle") + day;
  var state = 2166136261;
  var i;
  for (i = 0; i < text.length; i += 1) {
    state = Math.imul(state ^ text.charCodeAt(i), 16777619);
  }
  function draw(below) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  }
  var rows = Array.prototype.slice.call(list.children);
  for (i = rows.length - 1; i > 0; i -= 1) {
    var j = draw(i + 1);
    var row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
  }
  rows.forEach(function (entry) { list.appendChild(entry); });
})();

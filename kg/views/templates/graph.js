"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const hidden = new Set();
  const $ = (id) => document.getElementById(id);
  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const drawn = data.nodes.map((node) => ({
    id: node.id, label: node.label, shape: node.shape, x: node.x, y: node.y, size: 13,
    color: { background: node.color, border: node.color, highlight: { background: node.color, border: "#000" } },
    font: node.shape === "box"
      ? { color: "#fff", size: 17 } : { color: "#1a1a1a", size: 17, strokeWidth: 4, strokeColor: "#fff" },
    margin: 8, borderWidthSelected: 4,
  }));
  const lines = data.edges.map((edge) => ({
    id: edge.id, from: edge.from, to: edge.to, dashes: edge.dashes,
    color: { color: edge.contested ? "#b03030" : "#b5b5b5", highlight: "#000" }, width: edge.contested ? 1.6 : 1,
  }));
  const network = new vis.Network($("graph"), { nodes: drawn, edges: lines }, {
    physics: false, layout: { randomSeed: 1 },
    interaction: { hover: true, hideEdgesOnZoom: drawn.length > 500, hideEdgesOnDrag: drawn.length > 500, keyboard: false },
    nodes: { fixed: false }, edges: { smooth: false, arrows: { to: { enabled: true, scaleFactor: 0.45 } }, selectionWidth: 2 },
  });
  const sets = network.body.data;
  let chosen = null;

  const edgesOf = (id) => data.edges.filter((edge) => edge.from === id || edge.to === id);
  const visible = (edge) => !hidden.has(byId.get(edge.from).kind) && !hidden.has(byId.get(edge.to).kind);

  function words(list, edge) {
    for (const item of edge.evidence) {
      const quote = element("blockquote", "“" + item.quote + "” ");
      quote.append(element("cite", "— " + item.source));
      list.append(quote);
    }
    if (!edge.evidence.length) list.append(element("p", "No words are given.", "relation"));
  }
  function entry(edge, other, outward) {
    const item = element("li");
    const head = element("div");
    head.append(element("span", (outward ? "" : "← ") + edge.relations.join("; ") + " ", "relation"));
    const go = element("button", byId.get(other).name, "plain");
    go.type = "button";
    go.addEventListener("click", () => show(other));
    head.append(go);
    if (edge.contested) head.append(" ", element("span", "contested", "contested"));
    item.append(head);
    words(item, edge);
    return item;
  }
  function show(id, quiet) {
    const node = byId.get(id);
    if (!node) return;
    chosen = id;
    $("name").textContent = node.name;
    $("note").textContent = node.kind.replace("-", " ") + (node.note ? " · " + node.note : "");
    const list = element("ul");
    for (const edge of edgesOf(id).filter(visible))
      list.append(entry(edge, edge.from === id ? edge.to : edge.from, edge.from === id));
    $("details").replaceChildren(list);
    $("panel").scrollTop = 0;
    network.selectNodes([id]);
    keepInSight(id);
    if (!quiet) history.replaceState(null, "", "#" + encodeURIComponent(id));
  }
  function showEdge(id) {
    const edge = data.edges[id];
    $("name").textContent = byId.get(edge.from).name + " → " + byId.get(edge.to).name;
    $("note").textContent = edge.relations.join("; ") + (edge.contested ? " · contested" : "");
    const list = element("div");
    words(list, edge);
    $("details").replaceChildren(list);
    network.selectEdges([id]);
  }
  function keepInSight(id) {
    const box = $("graph").getBoundingClientRect();
    const at = network.canvasToDOM(network.getPositions([id])[id]);
    const inside = at.x > 30 && at.y > 30 && at.x < box.width - 30 && at.y < box.height - 30;
    if (!inside) network.focus(id, { scale: network.getScale(), animation: false });
  }
  function clear() {
    chosen = null;
    network.unselectAll();
    $("name").textContent = "Nothing selected";
    $("note").textContent = "Pick an item or a line, or search. Every link shows the words it comes from.";
    $("details").replaceChildren();
    history.replaceState(null, "", location.pathname + location.search);
  }
  network.on("click", (event) => {
    if (event.nodes.length) show(event.nodes[0]);
    else if (event.edges.length) showEdge(event.edges[0]);
    else clear();
  });

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  $("find").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const wanted = fold(event.target.value);
    const found = wanted && data.nodes.find((node) => !hidden.has(node.kind) && fold(node.name).includes(wanted));
    if (found) show(found.id);
    else { clear(); $("note").textContent = "Nothing here is called so."; }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement.tagName !== "INPUT") {
      event.preventDefault();
      $("find").focus();
    }
    if (event.key === "Escape") clear();
  });
  $("graph").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const shown = data.nodes.filter((node) => !hidden.has(node.kind));
    const around = chosen ? edgesOf(chosen).filter(visible).map((e) => (e.from === chosen ? e.to : e.from)) : [];
    const ring = event.shiftKey && around.length ? around : shown.map((node) => node.id);
    const at = ring.indexOf(chosen);
    show(ring[(at + step + ring.length) % ring.length]);
  });
  for (const box of document.querySelectorAll(".legend input")) {
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(box.value); else hidden.add(box.value);
      sets.nodes.update(data.nodes.map((node) => ({ id: node.id, hidden: hidden.has(node.kind) })));
      sets.edges.update(data.edges.map((edge) => ({ id: edge.id, hidden: !visible(edge) })));
      if (chosen && !hidden.has(byId.get(chosen).kind)) show(chosen);
    });
  }

  function save(blob, name) {
    const link = element("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  const xml = (text) => String(text).replace(/[<>&"']/g, (c) => "&#" + c.charCodeAt(0) + ";")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
  function graphml() {
    const keys = [["label", "node"], ["kind", "node"], ["note", "node"], ["relation", "edge"], ["contested", "edge"], ["evidence", "edge"]];
    const out = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'];
    for (const [key, of] of keys) out.push(`<key id="${key}" for="${of}" attr.name="${key}" attr.type="string"/>`);
    out.push('<graph edgedefault="directed">');
    for (const node of data.nodes)
      out.push(`<node id="${xml(node.id)}"><data key="label">${xml(node.name)}</data><data key="kind">${xml(node.kind)}</data><data key="note">${xml(node.note)}</data></node>`);
    for (const edge of data.edges)
      out.push(`<edge id="e${edge.id}" source="${xml(edge.from)}" target="${xml(edge.to)}"><data key="relation">${xml(edge.relations.join("; "))}</data><data key="contested">${edge.contested}</data><data key="evidence">${xml(edge.evidence.map((e) => "“" + e.quote + "” (" + e.source + ")").join(" | "))}</data></edge>`);
    out.push("</graph></graphml>");
    return out.join("\n") + "\n";
  }
  $("fit").addEventListener("click", () => network.fit());
  $("graphml").addEventListener("click", () => save(new Blob([graphml()], { type: "application/xml" }), "graph.graphml"));
  $("png").addEventListener("click", () => {
    const canvas = $("graph").querySelector("canvas");
    const page = document.createElement("canvas");
    page.width = canvas.width;
    page.height = canvas.height;
    const pen = page.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, page.width, page.height);
    pen.drawImage(canvas, 0, 0);
    page.toBlob((blob) => save(blob, "graph.png"));
  });

  network.once("afterDrawing", () => {
    document.body.dataset.drawn = "yes";
    const asked = decodeURIComponent(location.hash.slice(1)) || data.focus;
    if (asked && byId.has(asked)) show(asked, true);
  });
  network.fit();
})();

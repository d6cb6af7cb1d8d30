// Loads the files of the index: plain scripts that call `kamerspiegel.search.data(name, value)`, so that they load from any
// host, from disk, and under a Content-Security-Policy that allows nothing but the site's own scripts.
(function (search) {
  "use strict";

  const waiting = new Map();
  let folder = "";

  // Hands over the value of a file; called by the files themselves.
  function data(name, value) {
    if (waiting.has(name)) waiting.get(name).arrived(value);
  }

  // Returns the value of a file, loading it the first time.
  function load(name) {
    if (!waiting.has(name)) waiting.set(name, request(name));
    return waiting.get(name).promise;
  }

  function request(name) {
    const file = {};
    file.promise = new Promise((resolve, reject) => {
      file.arrived = resolve;
      const element = document.createElement("script");
      element.src = folder + name + ".js";
      element.onload = () => element.remove();
      element.onerror = () => {
        element.remove();
        waiting.delete(name); // so that the next search tries again
        reject(new Error("Could not load " + element.src));
      };
      document.head.append(element);
    });
    return file;
  }

  // Lets the browser draw and listen, between two pieces of work.
  const pause = () => (window.scheduler?.yield ? window.scheduler.yield() : new Promise((resolve) => setTimeout(resolve)));

  search.data = data;
  search.files = { load, pause, from: (address) => (folder = address), folder: () => folder };
})(((window.kamerspiegel ||= {}).search ||= {}));

/** Connected components of a graph that grows by edges. */
export class Components<N> {
  #parents = new Map<string, string>();
  #nodes = new Map<string, N>();

  /** @param keyOf what tells nodes apart */
  constructor(private readonly keyOf: (node: N) => string) {}

  add(node: N): void {
    const key = this.keyOf(node);
    if (this.#nodes.has(key)) return;
    this.#nodes.set(key, node);
    this.#parents.set(key, key);
  }

  join(a: N, b: N): void {
    this.add(a);
    this.add(b);
    this.#parents.set(this.#root(this.keyOf(a)), this.#root(this.keyOf(b)));
  }

  /** All components, in the order their first nodes came. */
  all(): N[][] {
    const components = new Map<string, N[]>();
    for (const [key, node] of this.#nodes) {
      const root = this.#root(key);
      const component = components.get(root);
      if (component) component.push(node);
      else components.set(root, [node]);
    }
    return [...components.values()];
  }

  #root(key: string): string {
    let root = key;
    while (this.#parents.get(root) !== root) root = this.#parents.get(root) as string;
    // Shortens the way for the next time.
    for (let at = key; at !== root; ) {
      const next = this.#parents.get(at) as string;
      this.#parents.set(at, root);
      at = next;
    }
    return root;
  }
}

/** Prints a moment for the benchmark: its name and epoch ms. */
export function mark(name, time = Date.now()) {
  console.log(`@@${name} ${time.toFixed(1)}`)
}

// What a whole tree of processes costs: PSS counts each shared page once, divided among those who share it.
import fs from 'node:fs'

const KB_PER_MB = 1024

/**
 * The process ids of `root` and everything below it.
 * By parents, because `/proc/PID/task/PID/children` misses what other threads forked.
 */
export function processTree(root, proc = '/proc') {
  const children = new Map()
  for (const name of fs.readdirSync(proc)) {
    if (!/^\d+$/.test(name)) continue
    const parent = parentOf(name, proc)
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const tree = [root]
  // grows while it is walked
  for (const pid of tree) tree.push(...(children.get(pid) ?? []))
  return tree
}

/**
 * PSS in MB by process type (`main`, `renderer`, `gpu-process`, `utility network.mojom…`, `zygote`), and in all.
 * Throws where the kernel keeps a living process's figures from us.
 * @returns {{ total: number, processes: number, byType: Record<string, number> }}
 */
export function memoryOf(root, proc = '/proc') {
  const byType = {}
  let processes = 0
  for (const pid of processTree(root, proc)) {
    const [rollup, command] = [read(`${proc}/${pid}/smaps_rollup`), read(`${proc}/${pid}/cmdline`)]
    // it ended meanwhile
    if (rollup === undefined || command === undefined) continue
    const pss = /^Pss:\s+(\d+) kB/m.exec(rollup)
    if (!pss) continue
    const type = processType(command)
    byType[type] = (byType[type] ?? 0) + Number(pss[1]) / KB_PER_MB
    processes += 1
  }
  return { total: Object.values(byType).reduce((sum, part) => sum + part, 0), processes, byType }
}

/** What Chromium calls a process, from its command line as the kernel or Chromium (which joins with spaces) keeps it. */
export function processType(commandLine) {
  const words = commandLine.replaceAll('\0', ' ')
  const type = /(?:^| )--type=(\S+)/.exec(words)?.[1] ?? 'main'
  const service = /(?:^| )--utility-sub-type=(\w+)/.exec(words)?.[1]
  return service ? `${type} ${service}` : type
}

/** The second field of `stat` is the name in brackets, which may hold anything; the parent follows the state. */
function parentOf(pid, proc) {
  const stat = read(`${proc}/${pid}/stat`)
  const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
  return parent === undefined ? undefined : Number(parent)
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined
    throw error
  }
}

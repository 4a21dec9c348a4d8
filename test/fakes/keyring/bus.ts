import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startHelper, untilReady } from './helper-process'

export interface Bus {
  address: string
  /** Calls a method with `dbus-send`; answers what it printed, or undefined when the call failed. */
  call(destination: string, object: string, method: string, ...args: string[]): Promise<string | undefined>
  /** Counts, from now on, the calls of a method, whoever makes them. */
  watch(interfaceName: string, member: string): Promise<BusWatch>
  stop(): Promise<void>
}

export interface BusWatch {
  count(): number
  stop(): Promise<void>
}

/** Starts a session bus in `dir` that can start only the given services (name → command line). */
export async function startBus(
  dir: string,
  env: NodeJS.ProcessEnv,
  services: Record<string, string>
): Promise<Bus> {
  const serviceDir = join(dir, 'services')
  await mkdir(serviceDir)
  for (const [name, command] of Object.entries(services)) {
    await writeFile(join(serviceDir, `${name}.service`), `[D-BUS Service]\nName=${name}\nExec=${command}\n`)
  }
  const address = `unix:path=${join(dir, 'bus')}`
  const config = join(dir, 'bus.conf')
  await writeFile(config, busConfig(address, serviceDir))
  const helper = startHelper('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile'], env)

  const call: Bus['call'] = (destination, object, method, ...args) =>
    new Promise((resolve) => {
      const options = ['--session', '--print-reply', '--reply-timeout=3000', `--dest=${destination}`]
      const callEnv = { ...env, DBUS_SESSION_BUS_ADDRESS: address }
      execFile('dbus-send', [...options, object, method, ...args], { env: callEnv }, (error, stdout) =>
        resolve(error ? undefined : stdout)
      )
    })

  const watch: Bus['watch'] = async (interfaceName, member) => {
    const rule = `type='method_call',interface='${interfaceName}',member='${member}'`
    const monitor = startHelper('dbus-monitor', ['--address', address, '--profile', rule], env)
    let lines = ''
    monitor.child.stdout?.on('data', (part) => (lines += String(part)))
    // it tells the loss of its own name once it watches
    await untilReady(monitor, 'dbus-monitor', async () => /NameLost/.test(lines))
    return {
      count: () => lines.split('\n').filter((line) => line.startsWith('mc')).length,
      stop: monitor.kill
    }
  }

  const getId = () => call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.GetId')
  await untilReady(helper, 'dbus-daemon', async () => (await getId()) !== undefined)
  return { address, call, watch, stop: helper.kill }
}

function busConfig(address: string, serviceDir: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${serviceDir}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
}

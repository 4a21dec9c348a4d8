import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startHelper, untilReady } from './helper-process'

export interface Bus {
  address: string
  /** Calls a method with `dbus-send`; answers what it printed, or undefined when the call failed. */
  call(destination: string, object: string, method: string, ...args: string[]): Promise<string | undefined>
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

  const getId = () => call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.GetId')
  await untilReady(helper, 'dbus-daemon', async () => (await getId()) !== undefined)
  return { address, call, stop: helper.kill }
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

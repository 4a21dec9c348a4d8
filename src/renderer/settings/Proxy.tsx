import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { FormEvent } from 'react'
import { type ProxySettings, proxySettings } from '../../shared/settings'
import { call } from '../bridge/client'
import { Failure } from '../components/Failure'
import { useNetworkChange } from './use-network'

interface ProxyValues {
  mode: ProxySettings['mode']
  host: string
  port: string
}

const modes: [ProxySettings['mode'], string][] = [
  ['system', 'As the system says'],
  ['none', 'No proxy'],
  ['manual', 'Manual']
]

/** What the form holds, as the settings have it: host and port count for a manual proxy only. */
function settingsOf({ mode, host, port }: ProxyValues): unknown {
  return mode === 'manual' ? { mode, host, port: Number(port.trim() || Number.NaN) } : { mode }
}

function validate(values: ProxyValues): Record<string, string> {
  const { error } = proxySettings.safeParse(settingsOf(values))
  const errors: Record<string, string> = {}
  for (const { path, message } of error?.issues ?? []) {
    // what is no number at all gets zod's own words
    if (path[0] === 'port') errors['port'] = 'Ports run from 1 to 65535.'
    else errors[String(path[0])] ??= message
  }
  return errors
}

export function Proxy({ stored }: { stored: ProxySettings }) {
  const { change, run, clear } = useNetworkChange()
  const form = useForm<ProxyValues>({
    initialValues: {
      mode: stored.mode,
      host: stored.mode === 'manual' ? stored.host : '',
      port: stored.mode === 'manual' ? String(stored.port) : ''
    },
    validate,
    onValuesChange: clear
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const { hasErrors, errors } = form.validate()
    if (hasErrors) {
      form.getInputNode(errors['host'] === undefined ? 'port' : 'host')?.focus()
      return
    }
    const proxy = proxySettings.parse(settingsOf(form.values))
    if (change?.state !== 'busy') void run(() => call('settings.saveProxy', { proxy }))
  }
  const busy = change?.state === 'busy'
  return (
    <form className="form" aria-label="Proxy" noValidate onSubmit={onSubmit}>
      <fieldset className="choices">
        <legend>Proxy</legend>
        <div className="choices-list">
          {modes.map(([mode, name]) => (
            <label key={mode} className="choice">
              <input
                type="radio"
                name="proxy-mode"
                value={mode}
                checked={form.values.mode === mode}
                onChange={() => form.setFieldValue('mode', mode)}
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      {form.values.mode === 'manual' && (
        <div className="form-row">
          <TextInput
            label="Proxy host"
            classNames={{ input: 'mono' }}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('host')}
          />
          <TextInput
            label="Proxy port"
            classNames={{ input: 'mono' }}
            inputMode="numeric"
            autoComplete="off"
            w={140}
            {...form.getInputProps('port')}
          />
        </div>
      )}
      <div className="form-foot">
        <Button type="submit" variant="default" size="sm" aria-disabled={busy} data-disabled={busy}>
          {busy ? 'Save proxy…' : 'Save proxy'}
        </Button>
        <span role="status" className="form-hint">
          {change?.state === 'done' && 'Saved. It holds from the next request on.'}
        </span>
      </div>
      {change?.state === 'failed' && <Failure inline error={change.error} doing="Save proxy" />}
    </form>
  )
}

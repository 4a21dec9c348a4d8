import { TextInput } from '@mantine/core'
import { settingNames } from '../../shared/password-settings-words'
import { hexColour } from '../theme/contrast'
import { MailPreview } from './MailPreview'
import classes from './PasswordSettings.module.css'
import { isReported } from './settings-fields'
import { type FieldProps, MessageTextField } from './SettingField'

/** Sender, subject and button colour of the reset e-mail, with the mail as it would look. */
export function MessageFields({ form, view }: FieldProps) {
  const { message } = form.values
  const hasColour = isReported('message.primaryColor', view.settings)
  return (
    <>
      <MessageTextField field="from" form={form} view={view} />
      <MessageTextField field="subject" form={form} view={view} />
      {hasColour ? (
        <div className={classes.colour}>
          <TextInput
            label={settingNames['message.primaryColor']}
            description="In hexadecimal, such as #0B7A53"
            classNames={{ input: 'mono' }}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('message.primaryColor')}
          />
          <input
            type="color"
            className={classes.picker}
            aria-label="Pick the button colour"
            value={hexColour(message.primaryColor.trim()) ?? '#000000'}
            onChange={({ currentTarget }) => {
              form.setFieldValue('message.primaryColor', currentTarget.value)
            }}
          />
        </div>
      ) : (
        <MessageTextField field="primaryColor" form={form} view={view} />
      )}
      {view.settings.message !== undefined && (
        <MailPreview
          from={message.from}
          subject={message.subject}
          primaryColor={hasColour ? message.primaryColor.trim() : undefined}
        />
      )}
    </>
  )
}

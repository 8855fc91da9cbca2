import { Alert, Button, Drawer, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SpeechView } from '../../../../src/engines/speech/contract.ts'
import { useErrorText } from '../../components/use-error-text.ts'
import styles from './speech.module.css'
import type { SpeechState } from './use-speech.ts'

type Provider = SpeechView['providers'][number]

/** Keys and addresses of a provider. A secret that is stored is not shown; leaving it empty keeps it. */
export function ProviderForm({
  title,
  provider,
  save,
  onClose,
}: {
  title: string
  provider: Provider
  save: SpeechState['save']
  onClose: () => void
}) {
  const { t } = useTranslation('speech')
  const errorText = useErrorText()
  const [form] = Form.useForm<Record<string, string>>()
  const finish = (values: Record<string, string>) => {
    const fields = Object.fromEntries(
      provider.fields
        .filter(({ name, secret, value }) => (secret ? values[name] : values[name] !== value))
        .map(({ name }) => [name, values[name] ?? '']),
    )
    save.mutate({ id: provider.id, fields }, { onSuccess: onClose })
  }
  const clear = () => {
    const fields = Object.fromEntries(provider.fields.map(({ name }) => [name, '']))
    save.mutate({ id: provider.id, fields }, { onSuccess: onClose })
  }
  return (
    <Drawer open title={title} onClose={onClose} size={420}>
      <p className={styles.soft}>{t([`provider.${provider.id}`, 'provider.any'] as never)}</p>
      <Form
        form={form}
        className={styles.form}
        layout="vertical"
        requiredMark={false}
        initialValues={Object.fromEntries(provider.fields.map(({ name, value }) => [name, value]))}
        onFinish={finish}
      >
        {provider.fields.map(({ name, secret, isSet }) => (
          <Form.Item key={name} name={name} label={t(`field.${name}` as never)}>
            {secret ? (
              <Input.Password autoComplete="off" placeholder={isSet ? t('stored') : ''} />
            ) : (
              <Input
                autoComplete="off"
                placeholder={t(`placeholder.${provider.id}-${name}` as never, { defaultValue: '' })}
              />
            )}
          </Form.Item>
        ))}
        {save.isError && <Alert type="error" showIcon title={errorText(save.error)} className={styles.note} />}
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          {provider.fields.some(({ isSet }) => isSet) && (
            <Button danger onClick={clear} disabled={save.isPending}>
              {t('clear')}
            </Button>
          )}
        </div>
      </Form>
      <p className={styles.soft}>{t('sealed')}</p>
    </Drawer>
  )
}

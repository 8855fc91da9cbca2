import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { SmsSettings, smsView } from '../../../../src/verification/contract.ts'
import { get, put } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import styles from './verification.module.css'

const KEY = ['verification', 'sms']
const PATH = '/api/verification/sms'
type View = z.infer<typeof smsView>

/** The account that text messages leave the house by. */
export function SmsForm({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation(['verification', 'lists'])
  const { done, failed } = useTold()
  const client = useQueryClient()
  const query = useQuery({ queryKey: KEY, queryFn: ({ signal }) => get<View>(PATH, {}, signal) })
  const save = useMutation({
    mutationFn: (values: SmsSettings) => put<View>(PATH, { ...values, accessKeySecret: values.accessKeySecret ?? '' }),
    onSuccess: (stored) => {
      client.setQueryData(KEY, stored)
      done(t('verification:sms.saved'))
      onSaved()
    },
    onError: failed,
  })
  const fields = ['accessKeyId', 'accessKeySecret', 'signName', 'codeTemplate', 'linkTemplate', 'url'] as const
  return (
    <section className={styles.card} aria-label={t('verification:sms.title')}>
      <h2>{t('verification:sms.title')}</h2>
      <p className={styles.hint}>{t('verification:sms.hint')}</p>
      {query.isPending && <Loading rows={4} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && (
        <Form<SmsSettings>
          layout="vertical"
          requiredMark={false}
          initialValues={{ ...query.data, accessKeySecret: '' }}
          onFinish={(values) => save.mutate(values)}
        >
          <Form.Item name="on" label={t('verification:sms.on')} valuePropName="checked">
            <Switch size="small" aria-label={t('verification:sms.on')} />
          </Form.Item>
          <div className={styles.limits}>
            {fields.map((name) => (
              <Form.Item key={name} name={name} label={t(`verification:sms.${name}`)}>
                {name === 'accessKeySecret' ? (
                  <Input.Password
                    autoComplete="new-password"
                    placeholder={query.data.hasSecret ? t('verification:sms.kept') : ''}
                  />
                ) : (
                  <Input autoComplete="off" placeholder={name === 'url' ? 'https://dysmsapi.aliyuncs.com/' : ''} />
                )}
              </Form.Item>
            ))}
          </div>
          <Button htmlType="submit" loading={save.isPending}>
            {t('lists:save')}
          </Button>
        </Form>
      )}
    </section>
  )
}

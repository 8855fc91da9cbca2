import { Button, Form, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { PRE_CHAT_WHEN, type PreChat } from '../../../../src/desk/pre-chat/contract.ts'
import { put } from '../../api.ts'
import { FormRows } from '../../components/list/form-rows.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { PreChatField } from './pre-chat-field.tsx'
import styles from './routing.module.css'
import { RoutingHead } from './routing-head.tsx'
import { usePreChat } from './use-pre-chat.ts'
import { useRoutingChange } from './use-routing.ts'

/** What customers are asked in the chat before they are served. */
export function PreChatPage() {
  const { t } = useTranslation('routing')
  const form = usePreChat()
  return (
    <Page>
      <RoutingHead hint={t('preChat.hint')} />
      {form.isPending && <Loading rows={6} />}
      {form.isError && <Problem error={form.error} onRetry={() => void form.refetch()} />}
      {form.data && <Editor kept={form.data} />}
    </Page>
  )
}

function Editor({ kept }: { kept: PreChat }) {
  const { t } = useTranslation(['routing', 'lists'])
  const [form] = Form.useForm<PreChat>()
  const when = Form.useWatch('when', form) ?? kept.when
  const save = useRoutingChange((input: PreChat) => put<PreChat>('/api/desk/pre-chat', input), t('routing:saved'))
  const fresh = () => ({
    name: `field-${crypto.randomUUID().slice(0, 6)}`,
    kind: 'text',
    label: { zh: '', en: '' },
    required: false,
    options: [],
  })
  return (
    <Form<PreChat> form={form} layout="vertical" initialValues={kept} onFinish={(input) => save.mutate(input)}>
      <section className={styles.panel}>
        <Form.Item name="when" label={t('routing:preChat.when')} extra={t(`routing:preChat.whenHint.${when}`)}>
          <Segmented
            className={styles.whens}
            options={PRE_CHAT_WHEN.map((value) => ({ value, label: t(`routing:preChat.whens.${value}`) }))}
          />
        </Form.Item>
        <h2>{t('routing:preChat.fields')}</h2>
        <p className={styles.soft}>{t('routing:preChat.known')}</p>
        <FormRows name="fields" fresh={fresh} addText={t('routing:preChat.add')} most={8}>
          {(row, remove) => <PreChatField row={row} remove={remove} />}
        </FormRows>
        <div className={styles.foot}>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('lists:save')}
          </Button>
        </div>
      </section>
    </Form>
  )
}

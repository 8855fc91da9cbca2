import { Button, Drawer, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { type ContextLink, contextLink, LINK_VARIABLES } from '../../../../src/desk/context-links/contract.ts'
import { FormRows } from '../../components/list/form-rows.tsx'
import { Loading } from '../../components/loading.tsx'
import styles from './customers.module.css'
import { useContextLinks, useSaveLinks } from './use-context-links.ts'

/** The links that stand beside every customer at the desk. */
export function LinkEditor({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('customers')
  const links = useContextLinks()
  return (
    <Drawer open size={640} title={t('links.title')} onClose={onClose}>
      {links.data ? <Editor kept={links.data} onClose={onClose} /> : <Loading rows={4} />}
    </Drawer>
  )
}

function Editor({ kept, onClose }: { kept: ContextLink[]; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'lists'])
  const save = useSaveLinks(onClose)
  const needed = [{ required: true, whitespace: true, message: t('customers:links.needed') }]
  const safe = {
    validator: (_: unknown, address: string) =>
      contextLink.shape.address.safeParse(address).success
        ? Promise.resolve()
        : Promise.reject(new Error(t('customers:links.unsafe'))),
  }
  const fresh = () => ({ id: crypto.randomUUID().slice(0, 8), name: { zh: '', en: '' }, address: 'https://' })
  return (
    <Form<{ items: ContextLink[] }> initialValues={{ items: kept }} onFinish={({ items }) => save.mutate(items)}>
      <p className={styles.linkHint}>
        {t('customers:links.hint')}
        <br />
        {LINK_VARIABLES.map((name) => `{${name}} ${t(`customers:links.variable.${name}`)}`).join(' · ')}
      </p>
      <FormRows name="items" fresh={fresh} addText={t('customers:links.add')} most={12}>
        {(row, remove) => (
          <div className={styles.linkRow}>
            <Form.Item name={[row, 'name', 'zh']} rules={needed}>
              <Input maxLength={20} placeholder={t('customers:links.zh')} aria-label={t('customers:links.zh')} />
            </Form.Item>
            <Form.Item name={[row, 'name', 'en']} rules={needed}>
              <Input maxLength={30} placeholder={t('customers:links.en')} aria-label={t('customers:links.en')} />
            </Form.Item>
            {remove}
            <Form.Item name={[row, 'address']} rules={[safe]} className={styles.linkAddress ?? ''}>
              <Input maxLength={500} aria-label={t('customers:links.address')} />
            </Form.Item>
            <Form.Item name={[row, 'id']} hidden>
              <Input />
            </Form.Item>
          </div>
        )}
      </FormRows>
      <Button type="primary" htmlType="submit" loading={save.isPending} style={{ marginTop: 16 }}>
        {t('lists:save')}
      </Button>
    </Form>
  )
}

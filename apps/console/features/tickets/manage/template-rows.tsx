import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './manage.module.css'

/** Texts to begin a ticket from. Stands in the form of the type. */
export function TemplateRows() {
  const { t } = useTranslation('tickets')
  const needed = [{ required: true, whitespace: true, message: t('types.needed') }]
  return (
    <Form.List name="templates">
      {(rows, { add, remove }) => (
        <div className={styles.rows}>
          {rows.map((row) => (
            <div key={row.key} className={`${styles.row} ${styles.template}`}>
              <Form.Item name={[row.name, 'name']} rules={needed}>
                <Input placeholder={t('types.templateName')} aria-label={t('types.templateName')} maxLength={60} />
              </Form.Item>
              <Form.Item name={[row.name, 'nameEn']} rules={needed}>
                <Input placeholder={t('types.templateNameEn')} aria-label={t('types.templateNameEn')} maxLength={60} />
              </Form.Item>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('types.remove')}
                onClick={() => remove(row.name)}
              />
              <Form.Item name={[row.name, 'title']} className={styles.whole} rules={needed}>
                <Input placeholder={t('types.templateTitle')} aria-label={t('types.templateTitle')} maxLength={200} />
              </Form.Item>
              <Form.Item name={[row.name, 'description']} className={styles.whole}>
                <Input.TextArea rows={3} placeholder={t('types.templateText')} aria-label={t('types.templateText')} />
              </Form.Item>
            </div>
          ))}
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => add({ name: '', nameEn: '', title: '', description: '' })}
          >
            {t('types.addTemplate')}
          </Button>
        </div>
      )}
    </Form.List>
  )
}

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { APPROVER_ROLES } from '../../../../../src/tickets/rules/contract.ts'
import styles from './manage.module.css'

/** Who has to agree, in order. Stands in the form of the type. */
export function ApprovalRows() {
  const { t } = useTranslation('tickets')
  const needed = [{ required: true, whitespace: true, message: t('types.needed') }]
  return (
    <Form.List name="approval">
      {(rows, { add, remove }) => (
        <div className={styles.rows}>
          {rows.map((row) => (
            <div key={row.key} className={`${styles.row} ${styles.steps}`}>
              <Form.Item name={[row.name, 'name']} rules={needed}>
                <Input placeholder={t('types.step')} aria-label={t('types.step')} maxLength={60} />
              </Form.Item>
              <Form.Item name={[row.name, 'nameEn']} rules={needed}>
                <Input placeholder={t('types.stepEn')} aria-label={t('types.stepEn')} maxLength={60} />
              </Form.Item>
              <Form.Item name={[row.name, 'role']}>
                <Select
                  aria-label={t('types.approver')}
                  options={APPROVER_ROLES.map((value) => ({ value, label: t(`approval.role.${value}`) }))}
                />
              </Form.Item>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('types.remove')}
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            disabled={rows.length >= 5}
            onClick={() => add({ name: '', nameEn: '', role: 'supervisor' })}
          >
            {t('types.addStep')}
          </Button>
        </div>
      )}
    </Form.List>
  )
}

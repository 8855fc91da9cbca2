import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form } from 'antd'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './form-rows.module.css'

type Props = {
  /** The list in the form. */
  name: string | string[]
  rules?: ComponentProps<typeof Form.List>['rules']
  /** What a new row holds, and before which it stands; at the end when left out. */
  fresh: () => object
  at?: number | undefined
  addText: string
  most?: number
  /** Shown while there is no row. */
  empty?: ReactNode
  /** The fields of one row by its place in the list, with the button that takes it away. */
  children: (row: number, remove: ReactNode) => ReactNode
}

/** Rows of a form that are added and taken away. */
export function FormRows({ name, rules, fresh, at, addText, most, empty, children }: Props) {
  const { t } = useTranslation('lists')
  return (
    <Form.List name={name} rules={rules ?? []}>
      {(rows, { add, remove }, { errors }) => (
        <div className={styles.rows}>
          {rows.length === 0 && empty}
          {rows.map((row) => (
            <div key={row.key} className={styles.row}>
              {children(
                row.name,
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('removeRow')}
                  onClick={() => remove(row.name)}
                />,
              )}
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            disabled={most !== undefined && rows.length >= most}
            onClick={() => add(fresh(), at)}
          >
            {addText}
          </Button>
        </div>
      )}
    </Form.List>
  )
}

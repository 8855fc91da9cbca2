import { LinkOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../components/list/field.tsx'
import styles from './import.module.css'
import { type Given, useBegin } from './use-begin.ts'

/** A public page or file named by its address. */
export function AddressForm({ given }: { given: Given }) {
  const { t } = useTranslation('knowledge-import')
  const { fetchPage } = useBegin(given)
  const [url, setUrl] = useState('')
  const [wrong, setWrong] = useState(false)
  const address = url.trim()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const isWrong = !/^https?:\/\/\S+$/i.test(address)
        setWrong(isWrong)
        if (!isWrong) fetchPage.mutate(address)
      }}
    >
      <Field
        label={t('address')}
        id="import-address"
        hint={t('addressHint')}
        problem={wrong ? t('addressWrong') : undefined}
      >
        <div className={styles.address}>
          <Input
            id="import-address"
            prefix={<LinkOutlined aria-hidden />}
            inputMode="url"
            maxLength={2000}
            placeholder="https://"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
          <Button htmlType="submit" loading={fetchPage.isPending} disabled={!address}>
            {t('fetch')}
          </Button>
        </div>
      </Field>
    </form>
  )
}

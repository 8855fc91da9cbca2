import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCustomerSearch } from './use-customer-search.ts'

/** Finds one customer by name or number; a form field. */
export function CustomerSelect({ value, onChange, id }: Props) {
  const { t } = useTranslation('customers')
  const [text, setText] = useState('')
  const { options, searching } = useCustomerSearch(text, value)
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      value={value}
      onChange={onChange}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={searching}
      placeholder={t('searchFor')}
      notFoundContent={searching ? t('searching') : t('noneFound')}
      options={options}
    />
  )
}

type Props = { value?: string; onChange?: (id: string) => void; id?: string }

import { useTranslation } from 'react-i18next'
import type { Customer } from '../../../../../src/customers/contract.ts'
import { usePreferences } from '../../../preferences.ts'
import { usePreChat } from '../../routing/use-pre-chat.ts'

/** What the customer said of himself before the chat; nobody vouches for it. */
export function useStatedFacts({ attributes }: Pick<Customer, 'attributes'>): { label: string; value: string }[] {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const form = usePreChat()
  const known = [
    { label: t('customer.statedPhone'), value: attributes.statedPhone },
    { label: t('customer.statedEmail'), value: attributes.statedEmail },
  ]
  const own = (form.data?.fields ?? []).map((field) => {
    const value = attributes[`form.${field.name}`]
    const chosen = field.options.find((option) => option.value === value)
    return { label: field.label[locale], value: chosen?.label[locale] ?? value }
  })
  return [...known, ...own].flatMap(({ label, value }) => (value ? [{ label, value }] : []))
}

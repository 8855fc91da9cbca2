import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { ModelKind } from '../../../../src/understanding/models/contract.ts'

/** Which models a page is about, kept in the address. */
export function useKind(): ModelKind {
  const [search] = useSearchParams()
  return search.get('kind') === 'emotion' ? 'emotion' : 'intent'
}

/** `counts` says how much waits of each kind. */
export function KindSwitch({ counts = {} }: { counts?: { [kind in ModelKind]?: number | undefined } }) {
  const { t } = useTranslation('models')
  const [, setSearch] = useSearchParams()
  return (
    <Segmented<ModelKind>
      aria-label={t('kind.label')}
      value={useKind()}
      onChange={(kind) => setSearch(kind === 'emotion' ? { kind } : {}, { replace: true })}
      options={(['intent', 'emotion'] as const).map((value) => ({
        value,
        label: counts[value] ? `${t(`kind.${value}`)} ${counts[value]}` : t(`kind.${value}`),
      }))}
    />
  )
}

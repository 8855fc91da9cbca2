import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Flow } from '../../../../src/dialogue/contract.ts'
import { CopyField } from '../../components/list/copy-field.tsx'
import { Loading } from '../../components/loading.tsx'
import styles from './flows.module.css'

/** The flow as it is written. The YAML writer is loaded only when somebody looks. */
export function FlowYaml({ flow }: { flow: Flow }) {
  const { t } = useTranslation('flows')
  const query = useQuery({
    queryKey: ['flow-yaml', flow.id, flow.version],
    queryFn: async () => (await import('yaml')).stringify(withoutDefaults(flow), { lineWidth: 110 }),
  })
  return (
    <div className={styles.yaml}>
      {query.data ? <CopyField text={query.data} label={t('view.yaml')} /> : <Loading rows={12} />}
    </div>
  )
}

/** Empty lists and records came from the schema, not from the author. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const empty = inner === false || (typeof inner === 'object' && inner !== null && Object.keys(inner).length === 0)
      return empty ? [] : [[name, withoutDefaults(inner)]]
    }),
  )
}

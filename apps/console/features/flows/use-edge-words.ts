import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import zh from '../../locales/zh/flows.json' with { type: 'json' }

type Known = keyof (typeof zh)['edge']

/** What stands on a line: a known outcome in words, a condition as it is written, less where its values come from. */
export function useEdgeWords(): (label: string) => string {
  const { t } = useTranslation('flows')
  return useCallback(
    (label) => (label in zh.edge ? t(`edge.${label as Known}`) : label.replace(/\b(?:result|slot)\./g, '')),
    [t],
  )
}

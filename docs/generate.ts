// Writes the pages that repeat facts of the code; tests/docs.test.ts compares them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { environment } from '#platform/config.ts'
import { ERRORS } from '#platform/errors.ts'
import { CLOSE, clientFrame, REPLAY_LIMIT, serverFrame } from '#platform/realtime/contract.ts'

const cell = (text: unknown) => String(text).replace(/\|/g, '\\|').replace(/\n/g, ' ')

export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, [status, zh, en]]) => `| \`${code}\` | ${status} | ${cell(zh)} | ${cell(en)} |`,
  )
  return `# Errors

Every error answer is \`{"error": {"code", "message", "details?"}}\`. The code is stable; the message is in the reader's
language (\`Accept-Language\`). Written from \`src/platform/errors.ts\` by \`npm run docs\`.

| code | status | 中文 | English |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

export function environmentTable(): string {
  const rows = Object.entries(environment).map(([name, schema]) => {
    const { default: fallback, description } = z.toJSONSchema(schema as z.ZodType, {
      io: 'input',
      unrepresentable: 'any',
    }) as { default?: unknown; description?: string }
    return `| \`${name}\` | ${fallback === '' || fallback === undefined ? '' : `\`${cell(fallback)}\``} | ${cell(description ?? '')} |`
  })
  return `| variable | default | what it does |\n| --- | --- | --- |\n${rows.join('\n')}`
}

export function realtimePage(): string {
  const frames = (union: z.ZodType) => {
    const { oneOf, anyOf } = z.toJSONSchema(union, { io: 'input', unrepresentable: 'any' }) as {
      oneOf?: object[]
      anyOf?: object[]
    }
    return (oneOf ?? anyOf ?? []).map((frame) => `\`\`\`json\n${JSON.stringify(frame, null, 2)}\n\`\`\``).join('\n')
  }
  return `# Realtime

One WebSocket endpoint, \`/api/realtime\`, for the widget and the console. Text frames of JSON. Written from
\`src/platform/realtime/contract.ts\` by \`npm run docs\`.

1. Connect and say \`hello\` within 10 seconds: the widget with its session token, the console by its cookie. \`after\` is the
   position of the last event seen; REST answers carry one (\`position\`) to begin with.
2. The server replays what was missed (up to ${REPLAY_LIMIT} events; beyond that it says \`reset\` and you fetch afresh), says
   \`welcome\`, and goes on live. Applying an event twice is harmless.
3. \`command\` frames are answered by \`done\` or \`error\` with the same id. Send an unanswered command again after a
   reconnect: message commands carry a \`clientId\`, so a repeat is stored once.

Commands: \`message.send\` (customer), \`message.reply\` (team), \`read.mark\`, \`typing\`. Signals: \`typing\`, \`presence\`.

Close codes: ${Object.entries(CLOSE)
    .map(([name, code]) => `${code} ${name}`)
    .join(', ')}.

## From the client

${frames(clientFrame)}

## From the server

${frames(serverFrame)}
`
}

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, 'errors.md'), errorsPage())
  writeFileSync(join(import.meta.dirname, 'realtime.md'), realtimePage())
}

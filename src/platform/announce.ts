type Started = { url: string; shop: string | null; link: string | null; fresh: boolean }

/** Tells the person who started the server where everything is. */
export function announce({ url, shop, link, fresh }: Started): void {
  const lines = [
    '',
    '  应和 Yinghe',
    ...(shop ? [`  商城 shop       ${shop}`] : []),
    `  控制台 console  ${url}/console/`,
    `  接口 API        ${url}/docs/`,
    ...(link ? ["  管理员一次性登录 administrator's one-time sign-in", `    ${link}`] : []),
    ...(fresh ? [`  首次设置 set up  ${url}/console/setup`] : []),
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

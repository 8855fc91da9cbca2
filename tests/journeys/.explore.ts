import { openHouse } from './house.ts'
import { chatOn, signInAtShop } from './chat-page.ts'
import { shoot, shootLooks } from './shots.ts'
const t0=Date.now(); const log=(...a:unknown[])=>console.log(((Date.now()-t0)/1000).toFixed(1),...a)
const house = await openHouse(); log('up', house.url, house.shop)
try {
const { page } = await house.window()
page.setDefaultTimeout(15000)
await page.goto(house.shop); await shootLooks(page,'shop-home'); log('home')
await signInAtShop(page, house.shop, '林婉清'); log('signed in'); await shoot(page,'orders')
const chat = chatOn(page)
await chat.open(); log('open'); await shootLooks(page,'widget-open')
for (const text of ['我的快递到哪了']) { await chat.say(text); await page.waitForTimeout(3000); log(await chat.heard()); }
await shootLooks(page,'choices')
const frame = page.frames().find(f=>f.url().includes('/widget/app'))!
log(await frame.locator('body').ariaSnapshot())
const hint = process.argv.slice(2)
for (const text of hint) { await chat.say(text); await page.waitForTimeout(3000); log(text,'→',await chat.heard()); await shoot(page,'say-'+hint.indexOf(text)) }
log(await frame.locator('body').ariaSnapshot())
} catch(e) { console.log(e) }
log(house.problems())
await house.close(); log('closed')

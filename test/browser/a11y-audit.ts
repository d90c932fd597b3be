import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Expects no finding of axe in either theme, and nothing wider than the window. */
export async function expectAccessible(page: Page, where: string) {
  expect(await objections(page), where).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.evaluate(settled)
  // Of all rules, only contrast depends on the theme.
  expect(await objections(page, 'color-contrast'), `${where}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  await page.evaluate(settled)
  const tooWide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (['auto', 'scroll', 'hidden'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement))
      .map((element) => element.outerHTML.slice(0, 120))
  })
  expect(tooWide, `wider than the window: ${where}`).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(
    true,
  )
}

/** Runs in the page: resolves once colors have stopped changing. */
async function settled() {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
  await Promise.all(transitions.map((transition) => transition.finished.catch(() => {})))
}

async function objections(page: Page, rule?: string): Promise<string[]> {
  // Once per document: loading axe takes longer than most checks.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source)
  const violations = await page.evaluate(async (only) => {
    const { violations } = await window.axe.run(document, {
      resultTypes: ['violations'],
      ...(only ? { runOnly: { type: 'rule', values: [only] } } : {}),
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  }, rule)
  return violations
}

declare global {
  interface Window {
    axe: typeof axe
  }
}

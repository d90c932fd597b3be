export { firstCallAt, firstDeliveryAt } from './first-store.ts'

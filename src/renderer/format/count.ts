export { counted } from '../../shared/count'

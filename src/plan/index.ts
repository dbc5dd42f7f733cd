export { RestorePlan } from './restore-plan';

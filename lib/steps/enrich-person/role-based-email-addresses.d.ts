declare module "role-based-email-addresses" {
  const mailboxes: string[];
  export default mailboxes;
}

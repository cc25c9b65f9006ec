"""What the product does; knows no Telegram, no wording and no clock."""

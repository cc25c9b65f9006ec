"""What happens on days: recorded in chat beside what 考勤 brings (Articles 28 to 30)."""
